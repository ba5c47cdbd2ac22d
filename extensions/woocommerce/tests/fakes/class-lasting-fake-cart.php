<?php
/**
 * A cart and who it is of, as far as codes are put into it.
 *
 * @package Lasting
 */

if ( 'cli' !== PHP_SAPI ) {
	exit;
}

/**
 * Takes the coupons that it is told to take.
 */
class Lasting_Fake_Cart {
	/** @var int How many goods. */
	public $goods = 0;
	/** @var string[] Codes that fit. */
	public $fitting = array();
	/** @var string[] Codes that are in it. */
	public $applied = array();

	public function is_empty() {
		return 0 === $this->goods;
	}

	public function has_discount( $code ) {
		return in_array( $code, $this->applied, true );
	}

	public function apply_coupon( $code ) {
		if ( ! in_array( $code, $this->fitting, true ) ) {
			wc_add_notice( 'Please enter a valid email at checkout to use this coupon.', 'error' );
			return false;
		}
		$this->applied[] = $code;
		Lasting_Fake_Shop::happens( 'woocommerce_applied_coupon', $code );
		return true;
	}
}

/**
 * Who the cart is of.
 */
class Lasting_Fake_Customer {
	/** @var string Their address. */
	public $email = '';

	public function set_billing_email( $email ) {
		$this->email = $email;
	}
}

function wc_format_coupon_code( $code ) {
	return strtolower( trim( $code ) );
}

function wc_get_coupon_id_by_code( $code ) {
	return in_array( $code, WC()->cart->fitting, true ) || in_array( $code, Lasting_Fake_Shop::$query['coupons'] ?? array(), true ) ? 1 : 0;
}

function wc_add_notice( $words, $kind = 'success' ) {
	Lasting_Fake_Shop::$notices[ $kind ][] = array( 'notice' => $words );
}

function wc_get_notices() {
	return Lasting_Fake_Shop::$notices;
}

function wc_set_notices( $notices ) {
	Lasting_Fake_Shop::$notices = $notices;
}

function wc_get_page_permalink( $page ) {
	return home_url( $page );
}

function wc_get_cart_url() {
	return home_url( 'cart' );
}
