// What the modules tell one another. Kept to two signals so that no module needs to know the rest.

type Listener = (root: HTMLElement) => void;
const swapped: Listener[] = [];
const leaving: Listener[] = [];

/** Markup arrived or was morphed below `root`. */
export const onSwap = (listener: Listener): void => { swapped.push(listener); };
export const tellSwap = (root: HTMLElement): void => { for (const listener of swapped) listener(root); };

/** Markup below `root` is about to be replaced: last moment to keep words. */
export const onLeave = (listener: Listener): void => { leaving.push(listener); };
export const tellLeave = (root: HTMLElement): void => { for (const listener of leaving) listener(root); };
