import { send } from '@/api/http'

/** Gives the reader a file. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Gives the reader a file of the suite, by the name that it has there; what is refused is a problem as any other. */
export async function downloadFrom(path: string): Promise<void> {
  const answer = await send(path)
  download(fileName(answer.headers.get('Content-Disposition')), await answer.blob())
}

export function fileName(disposition: string | null): string {
  return /filename="([^"]*)"/.exec(disposition ?? '')?.[1] ?? ''
}
