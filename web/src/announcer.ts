// Says something to a screen reader without touching the focus.
let timer = 0;

export function announce(text: string): void {
  const region = document.getElementById("announcer");
  if (!region || !text) return;
  // The same text twice is silent unless the region was empty in between.
  region.textContent = "";
  clearTimeout(timer);
  timer = window.setTimeout(() => { region.textContent = text; }, 60);
}
