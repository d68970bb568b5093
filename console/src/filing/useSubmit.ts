import { ref } from 'vue'
import { useRouter } from 'vue-router'
import { postSubmissions } from '@/api/generated/huikan'
import type { Filing } from '@/api/generated/model'
import type { Draft } from './draft'
import { keepReceipt } from './drafts'

/** Files a draft once, however often it is asked to, and goes to what became of it. */
export function useSubmit(filing: () => Filing | null, draft: () => Draft | null) {
  const router = useRouter()
  const problem = ref<unknown>(null)
  const sending = ref(false)

  async function submit(): Promise<void> {
    const body = filing()
    const key = draft()?.key
    if (!body || !key || sending.value) {
      return
    }
    sending.value = true
    problem.value = null
    try {
      const taken = await postSubmissions(body, { headers: { 'Idempotency-Key': key } })
      // without it the filing is as good; its page says where the receipt is
      await keepReceipt(taken.id, taken.receipt).catch(() => undefined)
      await router.push({ name: 'submission', params: { id: taken.id }, query: { filed: '1' } })
    } catch (refused) {
      problem.value = refused
    } finally {
      sending.value = false
    }
  }
  return { problem, sending, submit }
}
