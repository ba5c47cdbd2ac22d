<?php
/**
 * Points that were set aside for an order which the shopper then wanted otherwise.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Reservations that no cart wants any more: given back at the next question to the server, never in a plain page request.
 */
class Lasting_Left {
	const SESSION = 'lasting_left';
	const MOST    = 5;

	/**
	 * The cart lets go of a choice that an order has.
	 *
	 * @param array $choice The choice.
	 */
	public static function remember( array $choice ) {
		$left   = WC()->session->get( self::SESSION );
		$left   = is_array( $left ) ? $left : array();
		$left[] = array_intersect_key( $choice, array_flip( array( 'requestId', 'code', 'order' ) ) ) + array( 'shipping' => -1 !== Lasting_Terms::free_up_to( $choice ) );
		WC()->session->set( self::SESSION, array_slice( $left, -self::MOST ) );
	}

	/**
	 * Reservations that no cart wants any more are given back. An order that was not paid lets go of the code first; the server never gives back what an order carries.
	 */
	public static function give_back() {
		$left       = Lasting_Choice::session() ? WC()->session->get( self::SESSION ) : null;
		$connection = Lasting_Connection::get();
		if ( ! is_array( $left ) || array() === $left || null === $connection ) {
			return;
		}
		while ( array() !== $left ) {
			self::take_off_order( $left[0] );
			// A server that is away is not asked once more for each of them.
			if ( is_wp_error( Lasting_Server::call( $connection, 'release', array( 'requestId' => $left[0]['requestId'] ) ) ) ) {
				break;
			}
			array_shift( $left );
		}
		WC()->session->set( self::SESSION, array() === $left ? null : $left );
	}

	/**
	 * An order of this shopper that was not paid loses the code: it costs what it costs without it. One whose shipping was free by it is over: it could be paid later
	 * for less than it costs.
	 *
	 * @param array $left requestId, code, order, and whether shipping was free.
	 */
	private static function take_off_order( array $left ) {
		$order = wc_get_order( (int) $left['order'] );
		if ( ! $order instanceof WC_Order || ! $order->has_status( array( 'checkout-draft', 'pending', 'failed' ) ) || null !== $order->get_date_paid() ) {
			return;
		}
		if ( ! Lasting_Buyer::owns( $order ) || ! in_array( wc_format_coupon_code( $left['code'] ), $order->get_coupon_codes(), true ) ) {
			return;
		}
		$order->delete_meta_data( Lasting_Placing::META );
		if ( $left['shipping'] ) {
			$order->update_status( 'cancelled', __( 'The reward left the cart, and this order was not paid.', 'lasting-loyalty' ) );
		} else {
			$order->remove_coupon( $left['code'] );
		}
	}
}
