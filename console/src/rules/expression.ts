import { CelScalar, celEnv, celFunc, isCelError, parse, plan } from '@bufbuild/cel'
import { halfDown, halfUp, truncated } from './percent'

/** A whole number is a bigint, a rate that is compared a number. */
export type Variables = Readonly<Record<string, bigint | number | string | boolean>>

/** Whether it holds; undefined where this page cannot tell: it has no value, or is nothing that is known here. */
export type Expression = (variables: Variables) => boolean | undefined

const { INT, STRING } = CelScalar
// `together` looks at texts, which no rule that runs here does
const ENVIRONMENT = celEnv({
  funcs: Object.entries({ halfUp, halfDown, truncated }).map(([name, percent]) =>
    celFunc(name, [INT, INT, INT], STRING, percent),
  ),
})

function planned(source: string) {
  try {
    return plan(ENVIRONMENT, parse(source))
  } catch {
    // nothing that this page can read; the server does
    return null
  }
}

/** It is read while the page is idle, or when it is first asked for: with the first key all of those of a figure would be. */
export function expression(source: string): Expression {
  let program: { run: ReturnType<typeof planned> } | undefined
  const read = () => (program ??= { run: planned(source) })
  globalThis.requestIdleCallback?.(read)
  return (variables) => {
    const holds = read().run?.(variables)
    return isCelError(holds) || typeof holds !== 'boolean' ? undefined : holds
  }
}
