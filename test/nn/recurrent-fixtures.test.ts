import { walk } from '../fixtures/walk.js'

walk('recurrent')
