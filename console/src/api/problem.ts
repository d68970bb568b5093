/** One error of a request, with the place in the body that it is about (RFC 6901). */
export interface FieldError {
  pointer: string
  code: string
  message: string
}

/** What the suite says when it does not do something (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** the last part of its `type`, as `stale` */
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly errors: readonly FieldError[],
    /** to find the request in the logs */
    readonly trace: string,
    /** seconds after which it may be tried again */
    readonly retryAfter: number | null,
  ) {
    super(detail || title)
    this.name = 'Problem'
  }
}

/** The suite was not reached at all. */
export function unreachable(): Problem {
  return new Problem(0, 'unreachable', '', '', [], '', null)
}

interface ProblemBody {
  type?: string
  title?: string
  detail?: string
  errors?: FieldError[]
}

export async function readProblem(answer: Response): Promise<Problem> {
  const body: ProblemBody = await answer.json().catch(() => ({}))
  const retry = Number(answer.headers.get('Retry-After'))
  return new Problem(
    answer.status,
    body.type?.split('/').pop() ?? String(answer.status),
    body.title ?? answer.statusText,
    body.detail ?? '',
    body.errors ?? [],
    // traceparent: version-trace-span-flags
    answer.headers.get('traceresponse')?.split('-')[1] ?? answer.headers.get('traceparent')?.split('-')[1] ?? '',
    Number.isFinite(retry) && retry > 0 ? retry : null,
  )
}
