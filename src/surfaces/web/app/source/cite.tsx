// How a report or statement is cited: plain text, BibTeX, and a link to the place.
import { CopyButton } from "./clipboard";
import { fillDialog, isPlainClick, openDialog } from "./dialog";

interface Cited {
  plain?: string;
  bibtex?: string;
  link?: string;
}

function CiteView({ cited }: { cited: Cited }) {
  const forms: [string, string | undefined][] = [
    ["Plain text", cited.plain],
    ["BibTeX", cited.bibtex],
    ["Link", cited.link],
  ];
  return (
    <>
      {forms.map(([name, text]) =>
        text ? (
          <section key={name}>
            <h3>{name}</h3>
            <pre>{text}</pre>
            <CopyButton text={text} words={`Copy ${name === "BibTeX" ? name : name.toLowerCase()}`} />
          </section>
        ) : null,
      )}
    </>
  );
}

export function startCiting(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-cite]");
    const address = link?.dataset["cite"];
    if (!address || !isPlainClick(event)) return;
    event.preventDefault();
    const opened = openDialog("Cite", "cite");
    void fillDialog(opened, address, (data) => <CiteView cited={data as Cited} />);
  });
}
