// htmx reads its configuration from a <meta> while its module is evaluated, so this module has to be
// imported before it. Our CSP has no room for a style that htmx injects, and history is ours.
const meta = document.createElement("meta");
meta.name = "htmx-config";
meta.content = "includeIndicatorCSS:false history:false transitions:false defaultSettleDelay:0";
document.head.append(meta);
