// By keyboard: from row to row, and what can be done with one.
import { openDialog } from "./dialog";
import { explain } from "./explain";

const kKeys: [string, string][] = [
  ["/", "search"],
  ["j", "next row"],
  ["k", "row before"],
  ["o", "open the row (or Enter)"],
  ["e", "explain the row"],
  ["c", "cite the row"],
  ["x", "unfold or fold the row"],
  ["?", "these shortcuts"],
  ["Esc", "close"],
];

const kKept = "hearsay-keys";

// Whoever dictates would set them off; kept in the browser.
function areOn(): boolean {
  try {
    return localStorage.getItem(kKept) !== "off";
  } catch {
    return true; // storage is forbidden
  }
}

function turn(on: boolean): void {
  try {
    if (on) localStorage.removeItem(kKept);
    else localStorage.setItem(kKept, "off");
  } catch {
    // They stay on, then.
  }
}

function showKeys(): void {
  openDialog("Keyboard shortcuts", "shortcuts").show(
    <>
      <dl class="keys">
        {kKeys.map(([key, does]) => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </>
        ))}
      </dl>
      <p class="switch">
        <label>
          <input
            type="checkbox"
            defaultChecked={areOn()}
            onChange={(event) => turn(event.currentTarget.checked)}
          />{" "}
          Shortcuts of a single letter or sign are on
        </label>
      </p>
    </>,
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, select, textarea, dialog") !== null;
}

// Rows that can be seen: none in what is folded.
function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("main .row")].filter(
    (row) => row.getClientRects().length > 0,
  );
}

function current(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".row.here");
}

export function goTo(row: HTMLElement, focus = true): void {
  current()?.classList.remove("here");
  row.classList.add("here");
  if (focus) row.querySelector<HTMLElement>(".row-link")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function move(by: number): void {
  const all = rows();
  const here = current();
  const at = here ? all.indexOf(here) : -1;
  const next = at < 0 ? (by > 0 ? all[0] : all.at(-1)) : all[at + by];
  if (next) goTo(next);
}

const kActions: { [key: string]: () => void } = {
  "/": () => document.getElementById("q")?.focus(),
  "?": showKeys,
  j: () => move(1),
  k: () => move(-1),
  o: () => current()?.querySelector<HTMLElement>(".row-link")?.click(),
  e: () => {
    const row = current();
    const link = row?.querySelector<HTMLElement>("[data-explain]");
    // A story has no row of its own; its id is that of one of its reports.
    const own = row?.classList.contains("story") ? "" : row?.dataset["id"];
    explain(link?.dataset["explain"] ?? own ?? "");
  },
  c: () => current()?.querySelector<HTMLElement>("[data-cite]")?.click(),
  x: () => current()?.querySelector<HTMLElement>("summary")?.click(),
};

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    // Out of the search, back to the rows.
    if (event.key === "Escape" && event.target instanceof HTMLInputElement) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const action = kActions[event.key];
    if (!action || !areOn()) return;
    event.preventDefault();
    action();
  });
  document.getElementById("keys")?.addEventListener("click", showKeys);
  // The row in which the focus is, is the one that keys are about.
  document.addEventListener("focusin", (event) => {
    const row = (event.target as Element).closest<HTMLElement>("main .row");
    if (row && row !== current()) {
      current()?.classList.remove("here");
      row.classList.add("here");
    }
  });
}
