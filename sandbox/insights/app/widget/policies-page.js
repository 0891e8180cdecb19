// The page of the policies, for those who opened them in a new window.

import { dress } from './appearance.js'
import { policies } from './policies.js'

dress({ appearanceMode: 'auto', theme: 'default' })
document.getElementById('policies').append(policies())
