// The way out: who is not logged in any more goes to the log-in.

let leaving = false;

/** The page logs out by its own form, whose answer says where to: nothing else may lead away before. */
export function setLeaving(now: boolean): void { leaving = now; }

export function toLogin(): void { if (!leaving) location.assign("/login"); }

/** Whether the log-in was answered in place of what was asked for. */
export const isLogin = (response: Response): boolean => response.redirected && new URL(response.url).pathname === "/login";
