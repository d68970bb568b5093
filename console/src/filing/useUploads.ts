import type { Upload as Sending } from 'tus-js-client'
import { markRaw, onBeforeUnmount, reactive } from 'vue'
import { unreachable } from '@/api/problem'
import type { Attached } from './draft'
import { upload } from './upload'

/** A file that is not there yet: on its way, paused, or refused. */
export interface Upload {
  file: File
  share: number
  paused: boolean
  problem: unknown
  /** null until the library and what was sent before are known */
  sending: Sending | null
}

/**
 * The files that are sent now. Whoever leaves goes on with one when it is chosen again.
 *
 * @param agency whose they are; null for one's own
 */
export function useUploads(agency: () => string | null, uploaded: (file: Attached) => void) {
  const under = reactive<Upload[]>([])
  let gone = false

  async function begin(one: Upload): Promise<void> {
    one.problem = null
    one.paused = false
    try {
      const sending = await upload(one.file, agency(), {
        progress: (share) => (one.share = share),
        failed: (problem) => (one.problem = problem),
        done: (digest) => {
          if (under.includes(one)) {
            uploaded({ digest, name: one.file.name, size: one.file.size })
            drop(one)
          }
        },
      })
      // not watched: it is the library's own
      one.sending = markRaw(sending)
      // it may have been stopped before there was anything to stop
      if (under.includes(one) && !one.paused && !gone) {
        sending.start()
      }
    } catch {
      one.problem = unreachable()
    }
  }

  function pause(one: Upload): void {
    one.paused = true
    void one.sending?.abort()
  }

  /** Goes on after a pause, or tries again. */
  function resume(one: Upload): void {
    const failed = one.problem !== null
    one.paused = false
    one.problem = null
    if (one.sending) {
      one.sending.start()
    } else if (failed) {
      void begin(one)
    }
  }

  function cancel(one: Upload): void {
    // what came of it is cleared away there, too; if that fails now, it is later
    one.sending?.abort(true).catch(() => undefined)
    drop(one)
  }

  function drop(one: Upload): void {
    const at = under.indexOf(one)
    if (at >= 0) {
      under.splice(at, 1)
    }
  }

  function add(file: File): void {
    const one = reactive<Upload>({ file, share: 0, paused: false, problem: null, sending: null })
    under.push(one)
    void begin(one)
  }

  onBeforeUnmount(() => {
    gone = true
    under.forEach((one) => void one.sending?.abort())
  })

  return { under, add, pause, resume, cancel }
}
