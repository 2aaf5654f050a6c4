import { walk } from '../fixtures/walk.js'

walk('arithmetic', 'statistic', 'cumulative', 'sorting', 'indexing', 'joining', 'matrix', 'edges')
