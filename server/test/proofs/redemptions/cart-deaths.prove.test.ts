// Every death of a reward in a WooCommerce cart.
import { cartDeaths } from './cart-deaths.ts';

cartDeaths(1);
