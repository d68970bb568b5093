import { csrfToken } from '@/api/http'
import { Problem, unreachable } from '@/api/problem'
import type { AttachmentView } from '@/api/generated/model'

/** Sends a file; tells how far it is, which `fetch` does not. */
export function upload(file: File, progress: (share: number) => void, stop: AbortSignal): Promise<AttachmentView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/attachments')
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.setRequestHeader('X-CSRF-Token', csrfToken())
    request.responseType = 'json'
    request.upload.onprogress = (event) => progress(event.total > 0 ? event.loaded / event.total : 0)
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.onload = () => {
      if (request.status === 201) {
        resolve(request.response as AttachmentView)
      } else {
        const body = (request.response ?? {}) as { type?: string; title?: string; detail?: string }
        const code = body.type?.split('/').pop() ?? String(request.status)
        reject(new Problem(request.status, code, body.title ?? '', body.detail ?? '', [], '', null))
      }
    }
    stop.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
