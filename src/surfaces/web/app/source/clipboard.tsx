// A button that copies a text.
import { useState } from "preact/hooks";

export function CopyButton({ text, words }: { text: string; words: string }) {
  const [done, setDone] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setDone("Copied");
    } catch {
      setDone("Select the text and copy it yourself");
    }
    setTimeout(() => setDone(""), 2000);
  };
  return (
    <p>
      <button type="button" onClick={copy}>
        {words}
      </button>{" "}
      <span role="status" class="fine">
        {done}
      </span>
    </p>
  );
}
