/** What of a path is below another one; empty where it is not below it. Segments are compared in NFC. */
export function pathBelow(path: readonly string[], above: readonly string[]): readonly string[] {
  return above.every((segment, index) => path[index]?.normalize() === segment) ? path.slice(above.length) : [];
}
