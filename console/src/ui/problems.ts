import { Problem } from '@/api/problem'
import { t } from './words'

/** What happened and what to do next, in the office's words. */
export function problemWords(problem: unknown): { what: string; next: string } {
  if (!(problem instanceof Problem)) {
    return { what: t.unexpected, next: t.unexpectedNext }
  }
  switch (problem.status) {
    case 0:
      return { what: t.unreachable, next: t.unreachableNext }
    case 401:
      return { what: t.loggedOut, next: t.loggedOutNext }
    case 403:
      return { what: t.forbidden, next: t.forbiddenNext }
    case 404:
      return { what: t.notFound, next: t.notFoundNext }
    case 409:
      return { what: t.conflict, next: t.conflictNext }
    case 412:
    case 428:
      return { what: t.stale, next: t.staleNext }
    case 413:
      return { what: t.tooLarge, next: t.tooLargeNext }
    case 400:
    case 422:
      return { what: t.refused, next: t.refusedNext }
    case 429:
    case 502:
    case 503:
    case 504:
      return { what: t.busy, next: t.busyNext }
    default:
      return { what: t.unexpected, next: t.unexpectedNext }
  }
}
