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

/** It is read when it is first asked for: a page begins with none of them. */
export function expression(source: string): Expression {
  let program: ReturnType<typeof planned> | undefined
  return (variables) => {
    program = program === undefined ? planned(source) : program
    const holds = program?.(variables)
    return isCelError(holds) || typeof holds !== 'boolean' ? undefined : holds
  }
}
