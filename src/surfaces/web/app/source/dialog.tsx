// A dialog over the page. The browser keeps the focus in it, gives it back, and closes it on Escape.
import { type ComponentChildren, render } from "preact";

export interface Opened {
  // Replaces what the dialog shows, and its title, if another is given.
  show(content: ComponentChildren, title?: string): void;
}

export function openDialog(title: string, kind: string): Opened {
  document.querySelector("dialog[open]")?.remove();
  const dialog = document.createElement("dialog");
  dialog.className = kind;
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    render(null, dialog);
    dialog.remove();
  });
  // A click beside it closes it.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  const show = (content: ComponentChildren, head = title) => {
    dialog.setAttribute("aria-label", head);
    render(
      <>
        <header>
          <h2>{head}</h2>
          <button type="button" onClick={() => dialog.close()}>
            Close
          </button>
        </header>
        {content}
      </>,
      dialog,
    );
  };
  show(<p class="fine">Loading …</p>);
  dialog.showModal();
  return { show };
}

// Fetches JSON of this server and shows what is made of it, or what went wrong.
export async function fillDialog(
  opened: Opened,
  address: string,
  make: (data: unknown) => ComponentChildren,
  title?: (data: unknown) => string,
): Promise<void> {
  try {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    const data: unknown = await answer.json();
    if (!answer.ok) throw new Error(detailOf(data) ?? `The server answered ${answer.status}.`);
    opened.show(make(data), title?.(data));
  } catch (error) {
    opened.show(<p role="alert">{error instanceof Error ? error.message : "That did not work."}</p>);
  }
}

function detailOf(data: unknown): string | undefined {
  const detail = (data as { detail?: unknown } | null)?.detail;
  return typeof detail === "string" ? detail : undefined;
}

// Whether a click is meant for the link itself: not for a new tab or window.
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
