// Starts every behaviour. Each is a module of its own and finds its elements by attributes (see README.md).
import "../styles/index.css";
import { onSwap } from "./bus.ts";
import { startCopy } from "./copy.ts";
import { startDialogs } from "./dialogs.ts";
import { startDrafts } from "./drafts.ts";
import { startFeed } from "./feed.ts";
import { startFilter } from "./filter.ts";
import { startKeys } from "./keys.ts";
import { startList } from "./list.ts";
import { startListbox } from "./listbox.ts";
import { showState, startLive } from "./live.ts";
import { startNavigation } from "./navigate.ts";
import { startPalette } from "./palette.ts";
import { startPop } from "./pop.ts";
import { startPreview } from "./preview.ts";
import { startSections } from "./sections.ts";
import { startTimers } from "./timer.ts";
import { startToasts } from "./toast.ts";

// Order matters where one key could mean two things: the innermost layer hears it first.
startPreview();
startDialogs();
startListbox();
startFilter();
startList();
startKeys();
startDrafts();
startSections();
startCopy();
startFeed();
startTimers();
startToasts();
startPalette();
startNavigation();
startPop();
startLive();
onSwap(showState);
document.documentElement.setAttribute("data-ready", "");
