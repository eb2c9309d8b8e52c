/* Datasette orders tables, but no answer to a question: here its heads are buttons, which order the rows that are shown. */
const COLLATOR = new Intl.Collator("zh", { numeric: true });

function worth(cell) {
  const text = (cell.querySelector("[title]")?.title ?? cell.textContent).trim();
  return cell.classList.contains("gk-number") ? parseFloat(text.replaceAll(",", "")) : text;
}

function orderBy(head, descending) {
  const body = head.closest("table").tBodies[0];
  const isBlank = (value) => value === "" || Number.isNaN(value);
  const compared = ([one], [other]) =>
    isBlank(one) - isBlank(other) || // blank is not zero: it stands last in either order
    (descending ? -1 : 1) * (typeof one === "number" ? one - other : COLLATOR.compare(one, other));
  const rows = [...body.rows].map((row) => [worth(row.cells[head.cellIndex]), row]);
  body.append(...rows.sort(compared).map(([, row]) => row));
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", descending ? "descending" : "ascending");
}

addEventListener("DOMContentLoaded", () => {
  for (const head of document.querySelectorAll(".rows-and-columns:not(:has([data-column])) thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "gk-sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const sorted = head.getAttribute("aria-sort"); // figures begin with the largest, texts with the first
      orderBy(head, sorted ? sorted === "ascending" : head.classList.contains("gk-number"));
    });
  }
});
