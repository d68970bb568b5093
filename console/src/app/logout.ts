import { send } from '@/api/http'

export async function logOut(): Promise<void> {
  await send('/logout', { method: 'POST' })
  location.assign('/login')
}
