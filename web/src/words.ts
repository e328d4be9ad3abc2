// The few words a script has to say by itself come from #toasts, in the person's language.
const ENGLISH = {
  dismiss: "Dismiss",
  failed: "That did not reach the server",
  retry: "Try again",
  waiting: "Another contact is waiting",
  open: "Open",
  copied: "Copied",
} as const;

export const word = (name: keyof typeof ENGLISH): string =>
  document.getElementById("toasts")?.dataset[name] ?? ENGLISH[name];
