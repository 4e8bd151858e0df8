// What the page does in the browser. Every page is whole without it.
import { startCiting } from "./cite";
import { startColumns } from "./columns";
import { startExplaining } from "./explain";
import { startKeys } from "./keys";
import { startLineage } from "./lineage";
import { startReport } from "./report";
import { applyTheme, startTheme } from "./theme";

// Before anything is drawn, so that nothing flashes or moves.
applyTheme();
document.documentElement.classList.add("has-script");

addEventListener("DOMContentLoaded", () => {
  startTheme();
  startKeys();
  startExplaining();
  startCiting();
  startReport();
  startLineage();
  startColumns();
});
