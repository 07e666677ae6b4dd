import './bench/syncs/fill.js';
import './bench/syncs/fill-upstream.js';
import './bench/actions/noop.js';
import './bench/actions/fetch-small.js';
import './bench/actions/fail.js';
