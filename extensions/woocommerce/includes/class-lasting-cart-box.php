<?php
/**
 * The classic cart and checkout: a box that a script fills. Without the script there is no box.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Points beside the coupon field.
 */
class Lasting_Cart_Box {
	const HANDLE = 'lasting-cart-classic';

	/**
	 * Hooks of WooCommerce's own templates, which themes keep.
	 */
	public function listen() {
		add_action( 'woocommerce_before_cart_collaterals', array( $this, 'show' ) );
		add_action( 'woocommerce_before_cart_totals', array( $this, 'show_state' ) );
		add_action( 'woocommerce_review_order_before_payment', array( $this, 'show_with_state' ) );
		add_filter( 'woocommerce_update_order_review_fragments', array( $this, 'fragment' ) );
	}

	/**
	 * An empty box, and the script that fills it.
	 */
	public function show() {
		$place = wc_coupons_enabled() ? Lasting_Cart_View::place() : null;
		if ( null === $place ) {
			return;
		}
		Lasting_Cart_View::know();
		wp_enqueue_style( Lasting_Cart_View::STYLE );
		wp_enqueue_script( self::HANDLE, plugins_url( 'build/cart-classic.js', LASTING_FILE ), array( Lasting_Cart_View::WORDS ), LASTING_VERSION, Lasting_Cart_View::LATE );
		printf( '<div class="lasting-cart" data-place="%s"></div>', esc_attr( (string) wp_json_encode( $place ) ) );
	}

	/**
	 * In the cart WooCommerce draws the sums anew, and what is chosen with them.
	 */
	public function show_state() {
		if ( null !== Lasting_Connection::get() ) {
			echo self::state(); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- escaped where it is made.
		}
	}

	/**
	 * In the checkout both stand together.
	 */
	public function show_with_state() {
		$this->show();
		$this->show_state();
	}

	/**
	 * WooCommerce draws parts of the checkout anew after each change; this one tells the script what is chosen now.
	 *
	 * @param string[] $fragments HTML by selector.
	 * @return string[]
	 */
	public function fragment( $fragments ) {
		if ( null !== Lasting_Connection::get() ) {
			$fragments['.lasting-cart-state'] = self::state();
		}
		return $fragments;
	}

	/**
	 * What changes with the cart, for the script.
	 *
	 * @return string HTML.
	 */
	private static function state() {
		return sprintf( '<span hidden class="lasting-cart-state" data-cart="%s"></span>', esc_attr( (string) wp_json_encode( Lasting_Cart_View::cart() ) ) );
	}
}
