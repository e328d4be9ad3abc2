// The workbench: the result of a member is what is chosen of it.

/** Shows in the middle what a choice takes. */
export function startMerge(): void {
  document.addEventListener("change", (event) => {
    const choice = event.target;
    if (!(choice instanceof HTMLInputElement) || !choice.matches(".compare input[type=radio]")) return;
    const result = choice.closest("tr")?.querySelector("[data-result]");
    const value = choice.closest("label")?.querySelector(".value");
    if (result && value) result.replaceChildren(...[...value.childNodes].map((node) => node.cloneNode(true)));
  });
}
