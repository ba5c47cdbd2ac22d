<?php
/**
 * WooCommerce's own webhooks: the second way by which the server hears of this shop. WooCommerce never retries one, and switches it off after seven failures.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Makes, checks, repairs and removes them.
 */
class Lasting_Webhooks {
	const TOPICS = array( 'order.created', 'order.updated', 'order.deleted', 'order.restored', 'customer.created', 'customer.updated', 'customer.deleted' );

	/**
	 * Those of ours, by topic.
	 *
	 * @param array $connection The connection.
	 * @return array<string, WC_Webhook>
	 */
	public static function ours( array $connection ) {
		$store = WC_Data_Store::load( 'webhook' );
		$found = array();
		foreach ( $store->search_webhooks( array( 'limit' => -1 ) ) as $id ) {
			$webhook = wc_get_webhook( $id );
			if ( $webhook && $webhook->get_delivery_url() === $connection['delivery_url'] ) {
				$found[ $webhook->get_topic() ] = $webhook;
			}
		}
		return $found;
	}

	/**
	 * Every topic has one webhook that is switched on and signs with the secret of now.
	 *
	 * @param array $connection The connection.
	 */
	public static function repair( array $connection ) {
		$ours = self::ours( $connection );
		foreach ( self::TOPICS as $topic ) {
			$webhook = isset( $ours[ $topic ] ) ? $ours[ $topic ] : new WC_Webhook();
			$webhook->set_name( 'Lasting ' . $topic );
			$webhook->set_topic( $topic );
			$webhook->set_user_id( isset( $connection['user_id'] ) ? (int) $connection['user_id'] : get_current_user_id() );
			$webhook->set_delivery_url( $connection['delivery_url'] );
			$webhook->set_secret( $connection['webhook_secret'] );
			$webhook->set_status( 'active' );
			$webhook->set_failure_count( 0 );
			$webhook->set_api_version( 'wp_api_v3' );
			$webhook->save();
		}
	}

	/**
	 * None of ours is left.
	 *
	 * @param array $connection The connection.
	 */
	public static function remove( array $connection ) {
		foreach ( self::ours( $connection ) as $webhook ) {
			$webhook->delete( true );
		}
	}
}
