import { reactive } from 'vue'

interface Toast {
  id: number
  text: string
}

export const toasts = reactive<Toast[]>([])
let last = 0

/** Says that something was done; for what went wrong there is {@link ProblemBox}, which stays. */
export function toast(text: string): void {
  const id = ++last
  toasts.push({ id, text })
  setTimeout(
    () =>
      toasts.splice(
        toasts.findIndex((one) => one.id === id),
        1,
      ),
    6_000,
  )
}
