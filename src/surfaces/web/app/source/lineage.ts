// The lineage: one pair of reports at a time, with its passages under the picture.
import { isPlainClick } from "./dialog";

let pairs: HTMLElement[] = [];
let said: HTMLElement | undefined;

function nameOf(pair: HTMLElement): string {
  return pair.querySelector("h3")?.textContent ?? "";
}

function choose(chosen: HTMLElement): void {
  for (const pair of pairs) pair.hidden = pair !== chosen;
  for (const link of document.querySelectorAll<SVGAElement | HTMLAnchorElement>("[data-edge]"))
    link.classList.toggle("now", link.dataset["edge"] === chosen.id);
  if (said) said.textContent = `${pairs.indexOf(chosen) + 1} of ${pairs.length}: ${nameOf(chosen)}`;
}

function follow(chosen: HTMLElement): void {
  history.replaceState(null, "", `#${chosen.id}`);
  choose(chosen);
}

function current(): number {
  return pairs.findIndex((pair) => !pair.hidden);
}

function button(words: string, by: number): HTMLButtonElement {
  const out = document.createElement("button");
  out.type = "button";
  out.textContent = words;
  out.addEventListener("click", () => {
    const next = pairs[(current() + by + pairs.length) % pairs.length];
    if (next) follow(next);
  });
  return out;
}

// Which of them is shown, and the way to the others.
function putChooser(first: HTMLElement): void {
  const bar = document.createElement("div");
  bar.className = "chooser";
  said = document.createElement("p");
  said.setAttribute("role", "status");
  const help = document.createElement("p");
  help.className = "fine";
  help.textContent = "Choose a line of the picture or a row of the table.";
  bar.append(button("← Previous", -1), button("Next →", 1), said, help);
  first.before(bar);
}

export function startLineage(): void {
  if (!document.body.classList.contains("sources")) return;
  pairs = [...document.querySelectorAll<HTMLElement>(".pair")];
  const asked = pairs.find((pair) => pair.id === location.hash.slice(1));
  const first = asked ?? pairs[0];
  if (!first) return;
  if (pairs.length > 1 && pairs[0]) putChooser(pairs[0]);
  choose(first);
  asked?.scrollIntoView({ block: "nearest" });
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-edge]");
    const pair = pairs.find((one) => one.id === link?.dataset["edge"]);
    if (!pair || !isPlainClick(event)) return;
    event.preventDefault();
    follow(pair);
    // So that it is read out.
    pair.focus({ preventScroll: true });
    pair.scrollIntoView({ block: "nearest" });
  });
}
