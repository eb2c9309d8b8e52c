/* Datasette's menu of a column is for the mouse, and in English: here its wheel is a button, and its words are Chinese too. */
const WORDS = {
  "sort-asc": "升序 Sort ascending",
  "sort-desc": "降序 Sort descending",
  "facet": "按此列分组 Facet by this",
  "hide-column": "隐藏此列 Hide this column",
  "show-all-columns": "显示所有列 Show all columns",
  "not-blank": "只看非空白的行 Show not-blank rows",
};

addEventListener("DOMContentLoaded", () => {
  const menu = document.querySelector(".dropdown-sort-asc")?.closest(".dropdown-menu");
  if (!menu) return;
  let opener;
  for (const [name, words] of Object.entries(WORDS)) {
    menu.querySelector(`.dropdown-${name}`).textContent = words;
  }
  for (const wheel of document.querySelectorAll("th .dropdown-menu-icon")) {
    const column = wheel.closest("th").dataset.column;
    for (const [name, value] of Object.entries({ tabindex: 0, role: "button", "aria-label": `${column} 菜单 menu` })) {
      wheel.setAttribute(name, value);
    }
    wheel.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      opener = wheel;
      wheel.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      [...menu.querySelectorAll("a")].find((link) => link.checkVisibility()).focus();
    });
  }
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.body.click(); // which closes it
    opener?.focus();
  });
});
