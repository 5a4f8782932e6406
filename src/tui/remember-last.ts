/** The same pure function, which gives its last result again while its arguments stay the same. */
export function rememberLast<A extends readonly unknown[], R>(make: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | null = null;
  return (...args) => {
    if (last === null || last.args.some((arg, i) => !Object.is(arg, args[i])))
      last = { args, result: make(...args) };
    return last.result;
  };
}
