// The icon rail of the embedded frame: a[data-section="#history"] shows that part of the card alone, "#main"
// shows all of it again. Wide frames show everything anyway; there the link only goes to the part.
// Without scripts the links are plain anchors into one long column.
import { $, $$, delegate, main } from "./dom.ts";
import { onSwap } from "./bus.ts";

function show(section: string): void {
  const root = main();
  if (!root) return;
  if (section === "main") delete root.dataset["section"]; else root.dataset["section"] = section;
  for (const link of $$("a[data-section]")) {
    const own = (link.dataset["section"] ?? "").slice(1) || "main";
    const on = own === section;
    if (link.closest("#sections")) { if (on) link.ariaCurrent = "true"; else link.ariaCurrent = null; }
    if (link.hasAttribute("aria-expanded")) link.ariaExpanded = String(on);
  }
}

export function startSections(): void {
  delegate<MouseEvent>("click", "a[data-section]", (event, link) => {
    const root = main(), id = (link.dataset["section"] ?? "").slice(1) || "main";
    const part = document.getElementById(id);
    if (!root || !part) return;
    event.preventDefault();
    const again = root.dataset["section"] === id; // pressed twice: back to all of it
    show(again ? "main" : id);
    root.scrollTo({ top: 0 });
    if (!again && id !== "main") {
      part.scrollIntoView({ block: "nearest" });
      const target = $("[data-item], [tabindex='0'], input, a, button", part) ?? part;
      target.focus({ preventScroll: true });
    }
  });
  onSwap((root) => {
    const at = main();
    if (at && (root === at || root.contains(at) || root.id === "sections")) show(at.dataset["section"] ?? "main");
  });
  show(main()?.dataset["section"] ?? "main");
}
