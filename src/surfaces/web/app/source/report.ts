// A report: from a marked place to its row, and back.
import { isPlainClick } from "./dialog";
import { goTo } from "./keys";

function marksOf(id: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`mark[data-rows~="${id}"]`)];
}

function light(id: string): void {
  for (const mark of document.querySelectorAll("mark.now")) mark.classList.remove("now");
  for (const mark of marksOf(id)) mark.classList.add("now");
}

// Several statements may hold one place: every click takes the next of them.
function rowAt(mark: HTMLElement): string | undefined {
  const ids = (mark.dataset["rows"] ?? "").split(" ");
  const here = document.querySelector<HTMLElement>(".row.here")?.dataset["id"] ?? "";
  return ids[(ids.indexOf(here) + 1) % ids.length];
}

export function startReport(): void {
  if (!document.body.classList.contains("report")) return;
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const mark = target.closest<HTMLElement>("mark[data-rows]");
    if (mark) {
      const id = rowAt(mark);
      const row = id && document.getElementById(`row-${id}`);
      if (!id || !row) return;
      light(id);
      goTo(row, false);
      return;
    }
    // The same for whoever has no mouse.
    const anchor = target.closest<HTMLAnchorElement>(".to-row");
    const led = anchor && document.getElementById(anchor.hash.slice(1));
    if (led && isPlainClick(event)) {
      event.preventDefault();
      light(led.dataset["id"] ?? "");
      goTo(led);
      return;
    }
    const link = target.closest<HTMLAnchorElement>(".rows .row-link");
    const row = link?.closest<HTMLElement>(".row");
    const id = row?.dataset["id"];
    const place = id ? marksOf(id)[0] : undefined;
    if (!id || !row || !place || !isPlainClick(event)) return;
    event.preventDefault();
    history.replaceState(null, "", `#s-${id}`);
    place.closest("details")?.setAttribute("open", "");
    light(id);
    goTo(row, false);
    place.scrollIntoView({ block: "center" });
  });
  // A link to a statement, followed from elsewhere.
  const show = () => {
    const id = /^#s-([0-9a-f]{32})$/.exec(location.hash)?.[1];
    const row = id && document.getElementById(`row-${id}`);
    if (!id || !row) return;
    const place = marksOf(id)[0];
    place?.closest("details")?.setAttribute("open", "");
    light(id);
    row.classList.add("here");
    const list = row.closest<HTMLElement>(".rows");
    if (list) list.scrollTop = row.offsetTop - list.offsetTop - 60;
    place?.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", show);
  show();
}
