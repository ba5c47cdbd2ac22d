<?php
/**
 * Whose order it is: of the session that placed it, or of its signed-in customer. A link to an order's page, which people pass on, shows neither.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Remembers in WooCommerce's own session which orders were placed in it.
 */
class Lasting_Buyer {
	const SESSION = 'lasting_orders';
	/** Nobody places more in the two days that a session lives; older ones are let go. */
	const ORDERS_MAX = 20;

	/**
	 * Hooks: the classic checkout's last step before payment, and that of the blocks.
	 */
	public function listen() {
		add_action( 'woocommerce_checkout_order_processed', array( $this, 'placed' ) );
		add_action( 'woocommerce_store_api_checkout_order_processed', array( $this, 'placed' ) );
		add_action( 'woocommerce_guest_session_to_user_id', array( $this, 'signed_in' ) );
	}

	/**
	 * An order is placed in this session.
	 *
	 * @param int|WC_Order $placed The order, or its id.
	 */
	public function placed( $placed ) {
		$id = $placed instanceof WC_Order ? $placed->get_id() : absint( $placed );
		if ( 0 === $id || null === WC()->session ) {
			return;
		}
		$kept = array_diff( self::placed_here(), array( $id ) );
		WC()->session->set( self::SESSION, array_slice( array_merge( $kept, array( $id ) ), -self::ORDERS_MAX ) );
	}

	/**
	 * A guest has signed in: WooCommerce moves the session to the account, but renews the cookie only with a cart, and with the old one everything is lost by the next page.
	 */
	public function signed_in() {
		if ( null !== WC()->session && array() !== self::placed_here() ) {
			WC()->session->set_customer_session_cookie( true );
		}
	}

	/**
	 * Whether who looks at the page is who placed this order. Where an order has a customer, a session counts for nobody else who signs in on the same computer.
	 *
	 * @param WC_Order $order The order.
	 * @return bool
	 */
	public static function owns( WC_Order $order ) {
		$customer = (int) $order->get_customer_id();
		$user     = get_current_user_id();
		if ( $customer > 0 && $user > 0 ) {
			return $customer === $user;
		}
		return in_array( (int) $order->get_id(), self::placed_here(), true );
	}

	/**
	 * Ids of the orders of this session.
	 *
	 * @return int[]
	 */
	private static function placed_here() {
		$kept = null === WC()->session ? null : WC()->session->get( self::SESSION );
		return is_array( $kept ) ? array_map( 'intval', $kept ) : array();
	}
}
