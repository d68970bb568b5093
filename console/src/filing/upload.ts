import type { DetailedError, Upload as Tus } from 'tus-js-client'
import { csrfToken, sessionEnded } from '@/api/http'
import { type Problem, readProblem, unreachable } from '@/api/problem'

const PART = 4 * 1024 * 1024

/** How an upload goes on. */
export interface Listener {
  progress: (share: number) => void
  done: (digest: string) => void
  failed: (problem: Problem) => void
}

/**
 * The sending of a file in parts, not started yet. One that was stopped, by hand or by the network, goes on where it stopped; so
 * does the same file when it is chosen again on this device.
 *
 * @param agency whose file it is; null for one's own
 */
export async function upload(file: File, agency: string | null, { progress, done, failed }: Listener): Promise<Tus> {
  const { Upload } = await import('tus-js-client')
  const sending = new Upload(file, {
    endpoint: `/api/attachments/uploads${agency ? `?agency=${encodeURIComponent(agency)}` : ''}`,
    chunkSize: PART,
    retryDelays: [0, 1_000, 3_000, 5_000],
    metadata: { filename: file.name, filetype: file.type },
    removeFingerprintOnSuccess: true,
    onBeforeRequest: (request) => request.setHeader('X-CSRF-Token', csrfToken()),
    onProgress: (sent, all) => progress(all ? sent / all : 0),
    onSuccess: ({ lastResponse }) => {
      const digest = lastResponse.getHeader('Location')?.split('/').pop()
      if (digest) {
        done(digest)
      } else {
        failed(unreachable())
      }
    },
    onError: (error) => {
      void problemOf(error).then(failed)
    },
  })
  const before = await sending.findPreviousUploads()
  if (before[0]) {
    sending.resumeFromPreviousUpload(before[0])
  }
  return sending
}

async function problemOf(error: Error | DetailedError): Promise<Problem> {
  const answer = 'originalResponse' in error ? error.originalResponse : null
  if (!answer) {
    return unreachable()
  }
  const problem = await readProblem(
    new Response(answer.getBody(), {
      status: answer.getStatus(),
      headers: { traceresponse: answer.getHeader('traceresponse') ?? '' },
    }),
  )
  if (problem.status === 401) {
    sessionEnded.dispatchEvent(new Event('ended'))
  }
  return problem
}
