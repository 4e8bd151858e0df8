// The lineage: one edge at a time, with its passages under the picture.
import { isPlainClick } from "./dialog";

function choose(edge: string, scroll: boolean): void {
  for (const pair of document.querySelectorAll<HTMLElement>(".pair")) pair.hidden = pair.id !== edge;
  for (const link of document.querySelectorAll<SVGAElement | HTMLAnchorElement>("[data-edge]"))
    link.classList.toggle("now", link.dataset["edge"] === edge);
  const pair = document.getElementById(edge);
  if (pair && scroll) pair.scrollIntoView({ block: "nearest" });
}

export function startLineage(): void {
  if (!document.body.classList.contains("sources")) return;
  const pairs = [...document.querySelectorAll<HTMLElement>(".pair")];
  const asked = location.hash.slice(1);
  const first = pairs.find((pair) => pair.id === asked) ?? pairs[0];
  if (first) choose(first.id, first.id === asked);
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-edge]");
    const edge = link?.dataset["edge"];
    if (!edge || !document.getElementById(edge) || !isPlainClick(event)) return;
    event.preventDefault();
    history.replaceState(null, "", `#${edge}`);
    choose(edge, true);
  });
}
