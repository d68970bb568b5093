import { Problem, readProblem, unreachable } from './problem'

/** Told when the session has ended: whoever shows the page asks to log in again. */
export const sessionEnded = new EventTarget()

const SAFE = new Set(['GET', 'HEAD'])

/** It proves that a request comes from a page of ours. */
export function csrfToken(): string {
  return /(?:^|; )huikan-csrf=([^;]*)/.exec(document.cookie)?.[1] ?? ''
}

/** Every request of the console. The session is a cookie; what changes something carries its token against forgery. */
export async function http<T>(url: string, init: RequestInit = {}): Promise<T> {
  const answer = await send(url, init)
  if (answer.status === 204) {
    return undefined as T
  }
  const type = answer.headers.get('Content-Type') ?? ''
  return (type.includes('json') ? await answer.json() : await answer.blob()) as T
}

export async function send(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  if (!SAFE.has(init.method ?? 'GET')) {
    headers.set('X-CSRF-Token', csrfToken())
  }
  const answer = await fetch(url, { ...init, headers, credentials: 'same-origin' }).catch((failure: unknown) => {
    throw failure instanceof DOMException && failure.name === 'AbortError' ? failure : unreachable()
  })
  if (!answer.ok) {
    const problem = await readProblem(answer)
    if (problem.status === 401) {
      sessionEnded.dispatchEvent(new Event('ended'))
    }
    throw problem
  }
  return answer
}

/** What is asked again by itself: what could not be answered now, not what was refused. */
export function mayTryAgain(failures: number, failure: unknown): boolean {
  return failure instanceof Problem && [0, 429, 502, 503, 504].includes(failure.status) && failures < 3
}

export function pauseBefore(failures: number, failure: unknown): number {
  const asked = failure instanceof Problem ? failure.retryAfter : null
  return asked === null ? 500 * 2 ** failures : Math.min(asked, 10) * 1000
}

/** `If-Match` for a thing as it was seen. */
export function ifMatch(version: number): { headers: Record<string, string> } {
  return { headers: { 'If-Match': `"${version}"` } }
}
