// One death in five of a reward in a WooCommerce cart; every one of them is in cart-deaths.prove.test.ts.
import { cartDeaths } from './cart-deaths.ts';

cartDeaths(5);
