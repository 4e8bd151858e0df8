// Writes a picture of a page as a PNG with a palette, a third of the size that the browser gives it.
import { crc32, deflateSync } from "node:zlib";

const kColours = 256;
const kApart = 75; // five steps in red, green and blue

// `pixels`: width * height bytes of red, green, blue and opacity, the last of which is not looked at.
export function smallPng(width, height, pixels) {
  const colours = new Uint32Array(width * height);
  for (let i = 0; i < colours.length; ++i)
    colours[i] = (pixels[4 * i] << 16) | (pixels[4 * i + 1] << 8) | pixels[4 * i + 2];
  const { own, places } = placesOf(colours);
  const rows = Buffer.alloc((width + 1) * height); // each begins with how it is filtered: not at all
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x)
      rows[y * (width + 1) + 1 + x] = places.get(colours[y * width + x]);
  const palette = Buffer.alloc(3 * kColours);
  own.forEach((colour, place) => palette.writeUIntBE(colour, 3 * place, 3));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8); // bits of a pixel; it is a place in the palette
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

// The most frequent colours have places of their own, as long as they can be told apart, or else rare
// ones would become grey; all others have that of the nearest.
function placesOf(colours) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const own = [];
  for (const colour of sorted)
    if (own.length < kColours && own.every((other) => distance(colour, other) >= kApart))
      own.push(colour);
  const places = new Map();
  for (const colour of sorted) {
    const distances = own.map((other) => distance(colour, other));
    places.set(colour, distances.indexOf(Math.min(...distances)));
  }
  return { own, places };
}

function distance(a, b) {
  const of = (shift) => (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2;
  return of(16) + of(8) + of(0);
}

function chunk(name, data) {
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  out.write(name, 4, "latin1");
  out.set(data, 8);
  out.writeUInt32BE(crc32(out.subarray(4, data.length + 8)), data.length + 8);
  return out;
}
