import { badRequest } from './problems.ts'
import type { Route } from './route.ts'

export const transferLimitRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v2/transfer/limits/utilizations',
    scope: 'transfer:read_transfer_limit',
    handle: (world, { query }) => {
      const type = query.get('transfer_type')
      if (type === null) throw badRequest('transfer_type is required')
      const limit = world.terms().maxWithdrawal
      const item = {
        id: '7a1f0c7e-3f3c-4d42-8a55-6a8d2f0f1b01',
        rule_id: '7a1f0c7e-3f3c-4d42-8a55-6a8d2f0f1b02',
        transfer_types: [type],
        period_seconds: '0',
        limit,
        remaining: limit,
        limit_asset: 'USD',
      }
      return { items: type === 'CRYPTO_WITHDRAWAL' ? [item] : [], next_page_cursor: '' }
    },
  },
]
