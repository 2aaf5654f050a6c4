import { walk } from '../fixtures/walk.js'

walk('elementwise', 'reduction', 'matmul', 'view')
