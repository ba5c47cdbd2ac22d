<?php
/**
 * The last moment before payment: the points of the reward in the order are set aside on the server, or the reward leaves it.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

use Automattic\WooCommerce\StoreApi\Exceptions\RouteException;

/**
 * Placing an order with a reward. A checkout is never blocked: without an answer the next press places the order without it.
 */
class Lasting_Placing {
	const META = '_lasting_redemption';

	/**
	 * Hooks of both checkouts. Early: nothing else should be done for an order that stops here.
	 */
	public function listen() {
		add_action( 'woocommerce_checkout_order_processed', array( $this, 'classic' ), 5, 3 );
		add_action( 'woocommerce_store_api_checkout_order_processed', array( $this, 'block' ), 5 );
	}

	/**
	 * The classic checkout.
	 *
	 * @param int      $id    Not used.
	 * @param array    $data  Not used.
	 * @param WC_Order $order The order.
	 * @throws Exception Where the reward left.
	 */
	public function classic( $id, $data, $order ) {
		$word = $this->place( $order );
		if ( null === $word ) {
			return;
		}
		// The same order is used again, and the page draws its sums anew.
		WC()->session->set( 'order_awaiting_payment', $order->get_id() );
		WC()->session->set( 'refresh_totals', true );
		throw new Exception( esc_html( $word ) );
	}

	/**
	 * The block checkout.
	 *
	 * @param WC_Order $order The order.
	 * @throws RouteException Where the reward left; 409 brings the cart as it is now.
	 */
	public function block( $order ) {
		$word = $this->place( $order );
		if ( null !== $word ) {
			throw new RouteException( 'lasting_reward_left', esc_html( $word ), 409 );
		}
	}

	/**
	 * Sets the points aside.
	 *
	 * @param WC_Order $order The order.
	 * @return string|null What the shopper is told where the reward left; null: go on.
	 */
	private function place( WC_Order $order ) {
		$choice = Lasting_Choice::get();
		if ( null === $choice || ! in_array( wc_format_coupon_code( $choice['code'] ), $order->get_coupon_codes(), true ) ) {
			$this->forget_on( $order );
			Lasting_Left::give_back();
			return null;
		}
		// Written down first: points may be set aside though the answer is lost, and are given back then.
		Lasting_Choice::reserved( $choice, $order->get_id() );
		$said = $this->reserve( $choice, $order );
		if ( is_wp_error( $said ) ) {
			Lasting_Choice::leave( $choice );
			$this->without( $order );
			return Lasting_Words::left( $choice['name'], $said );
		}
		$order->update_meta_data( self::META, $choice['requestId'] );
		$order->save();
		return null;
	}

	/**
	 * Asks for what was quoted, so that nobody pays other points than they saw. More goods than at the quote make it no larger.
	 *
	 * @param array    $choice The choice.
	 * @param WC_Order $order  The order.
	 * @return array|WP_Error
	 */
	private function reserve( array $choice, WC_Order $order ) {
		$connection = Lasting_Connection::get();
		if ( null === $connection ) {
			return new WP_Error( 'server-silent' );
		}
		$asked = array(
			'requestId'   => $choice['requestId'],
			'customerId'  => (string) $choice['customerId'],
			'rewardId'    => $choice['rewardId'],
			'steps'       => $choice['steps'],
			'amountMinor' => min( $choice['goodsMinor'], Lasting_Choice::goods_minor() ),
			'locale'      => Lasting_Choice::language(),
			'orderId'     => (string) $order->get_id(),
			'points'      => (int) $choice['points'],
			'gives'       => $choice['gives'],
		);
		return Lasting_Server::call( $connection, 'reserve', $asked );
	}

	/**
	 * The order becomes what the cart is without the reward: also its shipping, which nobody may get for nothing by paying later.
	 *
	 * @param WC_Order $order The order.
	 */
	private function without( WC_Order $order ) {
		WC()->cart->calculate_totals();
		$order->remove_order_items();
		WC()->checkout()->set_data_from_cart( $order );
		$order->set_cart_hash( WC()->cart->get_cart_hash() );
		$order->delete_meta_data( self::META );
		$order->save();
	}

	/**
	 * A try before carried a reward; this one does not.
	 *
	 * @param WC_Order $order The order.
	 */
	private function forget_on( WC_Order $order ) {
		if ( '' !== (string) $order->get_meta( self::META ) ) {
			$order->delete_meta_data( self::META );
			$order->save();
		}
	}
}
