# Two commands do everything on a machine that has Python 3.11 and make:
#   make extract    saved pages to a database        make test    a verdict
PAGES ?= fixtures/reports
DB    ?= reports.db
PYTHON ?= python3
# The language is chosen as gongkai chooses its own.
ZH    := $(filter zh%,$(firstword $(LC_ALL) $(LC_MESSAGES) $(LANG)))
VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.installed
DEV   := $(VENV)/.installed-dev
SERVE := $(VENV)/.installed-serve
EXPORT := $(VENV)/.installed-export
DOCS := $(VENV)/.installed-docs

OUT     ?= export
PAGE    ?= report.html
NEXT    := .venv-next
ARCHIVE ?= archive
PORTAL  ?=
PORTALS ?=
SERVED  ?= public.db

# A single path may contain spaces; PAGES may also be several paths without.
quoted = $(shell [ -e "$(1)" ] && printf "'%s'" "$(1)" || printf '%s' "$(1)")

.PHONY: help extract export report publish test test-thorough test-slow identical test-kills coverage serve check crawl bench bench-long bench-million bench-peers lint types architecture docs supply-chain package clean

help:
	@awk -F '  ## ' '/^[a-z0-9-]+:.*  ## /{sub(":.*", "", $$1); printf "  make %-14s %s\n", $$1, $$$(if $(ZH),3,2)}' $(MAKEFILE_LIST)

# No half of an environment stays for the next run to take for a whole one.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(if $(ZH),错误：$(PYTHON) 不是 Python 3.11 或更高版本；请另指定：,Error: $(PYTHON) is not Python 3.11 or later; name one that is: )make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(READY): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[pdf,office,archives]'
	@touch $@

$(VENV)/.installed-%: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$*]'
	@touch $@ $(READY)

extract: $(READY)  ## read saved pages (PAGES=) into a database (DB=)  ## 读取已保存的页面（PAGES=），存入数据库（DB=）
	$(BIN)/gongkai extract "$(DB)" $(call quoted,$(PAGES)) || [ $$? -eq 4 ]  # 4: done, and the summary names what was unreadable
	@echo "$(if $(ZH),或在此直接运行：,or here at once, without activating $(VENV): )make serve DB=$(if $(word 2,$(DB)),'$(DB)',$(DB))"

# What a test starts need not compile the program again, whatever the environment says of bytecode.
TESTS := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto

test: $(DEV)  ## a verdict: the everyday tests  ## 检验能否正常运行：日常测试
	$(TESTS)

.PHONY: test-httpx2
test-httpx2: $(DEV)  ## the crawl's tests with httpx2 in the place of httpx  ## 以 httpx2 代替 httpx 运行抓取测试
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --target build/httpx2 httpx2
	PYTHONPATH=build/httpx2 GONGKAI_HTTP=httpx2 $(TESTS) -m "not slow" $(wildcard tests/test_crawl*.py)

test-thorough: $(DEV)  ## hostile pages, killed processes, full disks, a browser  ## 恶意页面、强行终止、磁盘已满、浏览器等情形下的测试
	$(TESTS) -m "thorough and not slow"

test-slow: $(DEV)  ## every test, minutes long  ## 全部测试，需数分钟
	$(TESTS) -m "slow or not slow" --hypothesis-profile searching

identical: $(DEV)  ## one database by every Python here and both HTTP libraries  ## 以本机各版 Python 与两种 HTTP 库生成同一数据库
	$(BIN)/python -m tests.identical

test-kills: $(DEV)  ## a thousand kills of crawl, extract and merge  ## 对抓取、读取与合并强行终止一千次
	$(BIN)/python -m tests.kills 1000

# The pages and the search on the newest alpha of Datasette, whose dashboards plugin is not ready yet.
$(NEXT)/.installed: pyproject.toml
	$(PYTHON) -m venv $(NEXT)
	$(NEXT)/bin/python -m pip install --quiet --disable-pip-version-check -e . 'datasette>=1.0a0' \
	  datasette-block-robots datasette-sticky-table-headers openpyxl uvicorn \
	  hypothesis pytest pytest-timeout pytest-xdist
	@touch $@

.PHONY: datasette-next
datasette-next: $(NEXT)/.installed  ## the pages and the search on Datasette's newest alpha  ## 在 Datasette 最新测试版上运行页面与检索
	$(NEXT)/bin/python -m pytest -n auto tests/test_publish.py tests/test_search.py tests/test_browse.py

coverage: $(DEV)  ## tests with coverage of schemas and parsers  ## 统计 schemas 与 parsers 的测试覆盖率
	$(TESTS) -m "not slow" --cov --cov-report=term --cov-fail-under=95

serve: $(SERVE)  ## look at the database in Datasette  ## 用 Datasette 查看数据库
	$(BIN)/gongkai serve "$(DB)"

export: $(EXPORT)  ## Parquet, CSV, XLSX and a codebook (OUT=export)  ## 导出 Parquet、CSV、XLSX 与数据字典（OUT=export）
	$(BIN)/gongkai export "$(DB)" "$(OUT)"

report: $(EXPORT)  ## the database as one page (PAGE=report.html)  ## 将数据库生成一个网页（PAGE=report.html）
	$(BIN)/gongkai report "$(DB)" "$(PAGE)"

check: $(READY)  ## is the database sound, which sums fail  ## 数据库是否完好，哪些勾稽关系不成立
	$(BIN)/gongkai check "$(DB)"

publish: $(READY)  ## put DB= where readers look (SERVED=), unless it has lost something  ## 将 DB= 发布到读者使用之处（SERVED=），有缺失则不发布
	$(BIN)/gongkai publish "$(DB)" "$(SERVED)"

crawl: $(READY)  ## fetch portals (PORTAL=, or those of a file, PORTALS=) into ARCHIVE= and read them  ## 抓取网站（PORTAL=，或文件 PORTALS= 所列）存入 ARCHIVE=，随即读取
	@$(if $(filter archive,$(ARCHIVE)),mkdir -p archive,:)  # another path may be misspelt: crawl says so
	$(BIN)/gongkai crawl "$(ARCHIVE)" $(PORTAL) $(if $(PORTALS),--portals "$(PORTALS)") || [ $$? -eq 4 ]
	$(BIN)/gongkai extract "$(DB)" "$(ARCHIVE)"

bench: $(DEV)  ## measure reading, write docs/benchmarks.md  ## 测量读取速度，写入 docs/benchmarks.md
	$(BIN)/python -m tests.bench

bench-long: $(DEV)  ## measure growth to 100,000 pages: ten minutes or more, 12 GB  ## 测量增至十万页时的情况：十分钟以上，12 GB
	$(BIN)/python -m tests.bench long

bench-million: $(DEV)  ## measure the database of a million reports: 3 GB  ## 测量百万份报告的数据库：3 GB
	$(BIN)/python -m tests.bench million

bench-peers: $(DEV)  ## measure against other libraries  ## 与其他程序库比较
	$(BIN)/python -m tests.bench.peers

lint: $(DEV)  ## ruff: rules and format  ## ruff：规则与格式
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)  ## mypy, strict  ## mypy：严格类型检查
	$(BIN)/mypy

architecture: $(DEV)  ## which package may import which  ## 检查各包之间的引用方向
	$(BIN)/lint-imports

docs: $(DOCS)  ## the documentation's site, in build/docs  ## 生成文档网站（build/docs）
	$(BIN)/python docs/generate.py
	$(BIN)/python -m sphinx -n -W --keep-going -q -b html docs build/docs
	@echo "build/docs/index.html"

# The wheel and the source archive, the wheel tried in an environment that has nothing else.
package: $(DEV)  ## wheel and source archive, the wheel tried in an empty environment  ## 生成安装包，并在空环境中试装
	rm -rf dist .venv-package
	$(BIN)/python -m build --outdir dist . >/dev/null
	$(PYTHON) -m venv .venv-package
	.venv-package/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt dist/*.whl
	cd dist && ../.venv-package/bin/gongkai --version
	cd dist && { ../.venv-package/bin/gongkai extract package.db ../fixtures/reports >/dev/null || [ $$? -eq 4 ]; } && rm package.db  # 4: without the extras Word and PDF are named unread
	rm -rf .venv-package
	@ls dist

# What the core stands on: licences and a bill of materials in dist/, and known weaknesses where the
# advisory service can be reached.
AUDIT := .venv-audit/bin
supply-chain:  ## licences, bill of materials and known weaknesses of the core  ## 核心依赖的许可证、物料清单与已知漏洞
	rm -rf .venv-audit && $(PYTHON) -m venv .venv-audit
	$(AUDIT)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt . pip-audit==2.10.1 pip-licenses==5.5.5 cyclonedx-bom==7.5.0
	$(PYTHON) -m venv .venv-audit/core
	.venv-audit/core/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt .
	mkdir -p dist
	$(AUDIT)/pip-licenses --python .venv-audit/core/bin/python --format=markdown --output-file=dist/licences.md --partial-match --fail-on="Affero;GNU General Public License v3"
	$(AUDIT)/cyclonedx-py environment .venv-audit/core/bin/python --of JSON -o dist/sbom.json
	@$(AUDIT)/pip-audit --progress-spinner off --path .venv-audit/core/lib/python*/site-packages >dist/audit.txt 2>&1; told=$$?; \
	if grep -q "could not be audited: click\|ConnectionError\|Name or service" dist/audit.txt; \
	then echo "No advisory service is reached from here: nothing was audited. Run make supply-chain where one is."; \
	else cat dist/audit.txt; exit $$told; fi
	@echo "dist/licences.md and dist/sbom.json say what the core stands on."

clean:  ## remove what was built  ## 删除生成的内容
	rm -rf $(VENV) $(NEXT) .venv-package .venv-audit build dist
