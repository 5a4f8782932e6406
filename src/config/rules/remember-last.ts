/**
 * A function that remembers its last answer. The rules ask the same of one file after the other; remembering more
 * would keep what was made of every file for as long as its value is kept.
 */
export function rememberLast<K, Rest extends readonly unknown[], V>(
  make: (key: K, ...rest: Rest) => V,
): (key: K, ...rest: Rest) => V {
  let last: { readonly key: K; readonly value: V } | null = null;
  return (key, ...rest) => {
    if (last === null || last.key !== key) last = { key, value: make(key, ...rest) };
    return last.value;
  };
}
