// [data-due="RFC 3339"] holds how long it is until then, or has been since: counted on while the page stands, in the
// words of data-in-minutes, data-in-hours, data-late-minutes and data-late-hours.
import { $$ } from "./dom.ts";
import { serverNow } from "./timer.ts";

const MINUTE = 60_000, OFTEN = 15_000;

function tell(element: HTMLElement): void {
  const left = Date.parse(element.dataset["due"] ?? "") - serverNow();
  if (Number.isNaN(left)) return;
  const minutes = Math.floor(Math.abs(left) / MINUTE), way = left > 0 ? "in" : "late";
  const words = element.dataset[`${way}${minutes >= 60 ? "Hours" : "Minutes"}`];
  const text = words?.replace("{n}", String(minutes >= 60 ? Math.floor(minutes / 60) : Math.max(1, minutes)));
  if (text && element.textContent !== text) element.textContent = text;
}

export function startDue(): void {
  setInterval(() => { for (const element of $$("[data-due]")) tell(element); }, OFTEN);
}
