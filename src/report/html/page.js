
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const files = all(".file").map((file) => ({
    file,
    folder: file.dataset.folder,
    path: file.querySelector("h2").textContent.toLowerCase(),
    findings: all(".f", file).map((node) => ({
      node,
      level: node.classList[1],
      rule: node.dataset.rule,
    })),
  }));
  const total = files.reduce((sum, { findings }) => sum + findings.length, 0);
  const search = document.getElementById("search");
  if (!search) return;
  const [count, fold, reset, nothing] = ["count", "fold", "reset", "nothing"].map((id) =>
    document.getElementById(id));

  // What is chosen: names of levels, rules and folders, and words.
  const chosen = { level: new Set(), rule: new Set(), folder: new Set(), words: [] };
  const admits = (set, name) => set.size === 0 || set.has(name);

  const show = () => {
    let shown = 0;
    for (const { file, folder, path, findings } of files) {
      let any = false;
      const here = admits(chosen.folder, folder);
      for (const finding of findings) {
        const { node, level, rule } = finding;
        let fits = here && admits(chosen.level, level) && admits(chosen.rule, rule);
        if (fits && chosen.words.length > 0) {
          finding.text ??= (path + " " + node.textContent).toLowerCase();
          fits = chosen.words.every((word) => finding.text.includes(word));
        }
        if (node.hidden === fits) node.hidden = !fits;
        if (fits) { any = true; shown += 1; }
      }
      file.hidden = !any;
    }
    const filtered = shown < total || chosen.words.length > 0;
    count.textContent = filtered ? `${shown} of ${total}` : `${total} findings`;
    reset.disabled = !filtered;
    nothing.hidden = shown > 0;
  };

  const buttons = all("[aria-pressed]");
  const kindOf = (button) => Object.keys(button.dataset)[0];
  for (const button of buttons) {
    const kind = kindOf(button);
    button.addEventListener("click", () => {
      const pressed = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", pressed);
      chosen[kind][pressed ? "add" : "delete"](button.dataset[kind]);
      show();
    });
  }
  search.addEventListener("input", () => {
    chosen.words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    show();
  });
  reset.addEventListener("click", () => {
    for (const kind of ["level", "rule", "folder"]) chosen[kind].clear();
    for (const button of buttons) button.setAttribute("aria-pressed", false);
    chosen.words = [];
    search.value = "";
    show();
  });
  fold.addEventListener("click", () => {
    const open = fold.textContent !== "Fold all";
    for (const { file } of files) file.open = open;
    fold.textContent = open ? "Fold all" : "Unfold all";
  });
  show();
})();
