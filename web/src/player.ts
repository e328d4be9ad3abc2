// [data-player]: the player of a recording. Without scripts it is the browser's own; here it gets a bar with the keys
// p, "," and ";", which belong to the player one used last.
import { onSwap } from "./bus.ts";
import { $, $$, delegate, within } from "./dom.ts";

const playerOf = (element: EventTarget | null): HTMLElement | null =>
  element instanceof Element ? element.closest<HTMLElement>("[data-player]") : null;
const audioOf = (player: HTMLElement): HTMLAudioElement | null => $<HTMLAudioElement>("audio", player);
let playing: HTMLAudioElement | null = null;

/** "4:05", as the server writes it. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds)), pad = (n: number): string => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/** The keys act on one player at a time. */
function claim(player: HTMLElement): void {
  for (const button of $$("[data-player] [data-keys]")) {
    const key = button.dataset["keys"];
    if (player.contains(button) && key) button.dataset["key"] = key; else delete button.dataset["key"];
  }
}

function arm(root: HTMLElement): void {
  for (const player of within<HTMLElement>(root, "[data-player]:not([data-armed])")) {
    const audio = audioOf(player), bar = $(".player-bar", player);
    if (!audio || !bar) continue;
    player.dataset["armed"] = "";
    audio.controls = false;
    bar.hidden = false;
    claim(player);
  }
  // What is taken out of the page plays on by itself.
  if (playing && !playing.isConnected) { playing.pause(); playing = null; }
}

function show(player: HTMLElement): void {
  const audio = audioOf(player), seek = $<HTMLInputElement>(".seek", player), play = $("[data-play]", player);
  if (!audio || !seek || !play) return;
  const length = Number.isFinite(audio.duration) ? audio.duration : Number(seek.max);
  player.toggleAttribute("data-playing", !audio.paused);
  const words = (audio.paused ? play.title : play.dataset["pause"]) ?? "";
  if (play.ariaLabel !== words) play.ariaLabel = words;
  seek.max = String(Math.ceil(length));
  seek.value = String(Math.floor(audio.currentTime));
  seek.setAttribute("aria-valuetext", `${clock(audio.currentTime)} / ${clock(length)}`);
  const heard = $("[data-heard]", player), all = $("[data-length]", player);
  if (heard) heard.textContent = clock(audio.currentTime);
  if (all && length > 0) all.textContent = clock(length);
}

function fail(player: HTMLElement, failed: boolean): void {
  const words = $(".player-failed", player);
  if (words) words.hidden = !failed;
}

async function start(player: HTMLElement): Promise<void> {
  const audio = audioOf(player);
  if (!audio) return;
  try { await audio.play(); } catch { if (audio.error) fail(player, true); }
}

/** Before the first sound there is nothing to move in: the place is kept until there is. */
function move(player: HTMLElement, to: number): void {
  const audio = audioOf(player);
  if (!audio) return;
  const end = Number.isFinite(audio.duration) ? audio.duration : Number.POSITIVE_INFINITY;
  audio.currentTime = Math.min(end, Math.max(0, to));
  show(player);
}

/** Media events do not bubble, but can be heard on their way down. */
function on(type: string, handle: (player: HTMLElement, audio: HTMLAudioElement) => void): void {
  document.addEventListener(type, (event) => {
    const player = playerOf(event.target);
    if (player && event.target instanceof HTMLAudioElement) handle(player, event.target);
  }, { capture: true });
}

export function startPlayer(): void {
  delegate("click", "[data-player] [data-play]", (_, button) => {
    const player = playerOf(button), audio = player && audioOf(player);
    if (!player || !audio) return;
    if (audio.paused) void start(player); else audio.pause();
  });
  delegate("click", "[data-player] [data-skip]", (_, button) => {
    const player = playerOf(button), audio = player && audioOf(player);
    if (player && audio) move(player, audio.currentTime + Number(button.dataset["skip"]));
  });
  delegate("click", "[data-player] [data-again]", (_, button) => {
    const player = playerOf(button);
    if (!player) return;
    fail(player, false);
    audioOf(player)?.load();
    void start(player);
    $("[data-play]", player)?.focus();
  });
  delegate("input", "[data-player] .seek", (_, seek) => {
    const player = playerOf(seek);
    if (player) move(player, Number((seek as HTMLInputElement).value));
  });
  delegate("change", "[data-player] .speed", (_, speed) => {
    const audio = audioOf(playerOf(speed) as HTMLElement);
    if (audio) audio.playbackRate = audio.defaultPlaybackRate = Number((speed as HTMLSelectElement).value);
  });
  delegate("focusin", ".entry:has([data-player]), [data-player]", (_, element) => {
    const player = element.matches("[data-player]") ? element : $("[data-player]", element);
    if (player) claim(player);
  });
  on("play", (player, audio) => {
    if (playing && playing !== audio) playing.pause();
    playing = audio;
    fail(player, false);
    claim(player);
    show(player);
  });
  for (const type of ["pause", "timeupdate", "durationchange", "seeking", "ended"]) on(type, show);
  on("error", (player) => { fail(player, true); show(player); });
  onSwap(arm);
  arm(document.body);
}
