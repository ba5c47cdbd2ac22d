<?php
/**
 * Connecting this shop to a server, and letting go of it.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * What happens once, at the beginning and at the end.
 */
class Lasting_Setup {
	/**
	 * By the line that the operator of the server gave out.
	 *
	 * @param string $pasted   The line.
	 * @param bool   $approved The merchant approved keys on the shop's own page; else a pair is made here.
	 * @return true|WP_Error
	 */
	public static function connect( $pasted, $approved ) {
		$line = lasting_read_line( $pasted );
		if ( null === $line ) {
			return new WP_Error( 'line-not-readable' );
		}
		$key    = $approved ? null : self::make_key();
		$answer = Lasting_Server::connect( $line, null === $key ? null : $key['keys'] );
		if ( is_wp_error( $answer ) ) {
			if ( null !== $key ) {
				self::delete_key( $key['id'] );
			}
			return $answer;
		}
		self::let_go();
		$connection = array(
			'server'         => $line['url'],
			'url'            => Lasting_Connection::home(),
			'store_id'       => (string) $answer['storeId'],
			'secret'         => (string) $answer['secret'],
			'webhook_secret' => (string) $answer['webhookSecret'],
			'delivery_url'   => (string) $answer['deliveryUrl'],
			'notes_url'      => (string) $answer['notesUrl'],
			'key_id'         => null === $key ? self::approved_key() : $key['id'],
			'user_id'        => get_current_user_id(),
			'at'             => time(),
		);
		Lasting_Connection::keep( $connection );
		Lasting_Webhooks::repair( $connection );
		return true;
	}

	/**
	 * Nothing of ours stays in the shop but what orders say of themselves. The server is told, so that it stops asking this shop; it may be away for good, and
	 * then this shop lets go all the same.
	 */
	public static function forget() {
		$connection = Lasting_Connection::get();
		if ( null !== $connection ) {
			Lasting_Server::call( $connection, 'goodbye', array() );
		}
		Lasting_Outbox::unschedule();
		delete_option( Lasting_Outbox::DEAD );
		delete_option( Lasting_Outbox::LAST );
		self::let_go();
	}

	/**
	 * Of the connection alone: notes that wait are told to the next one.
	 */
	private static function let_go() {
		$connection = Lasting_Connection::get();
		if ( null === $connection ) {
			return;
		}
		Lasting_Webhooks::remove( $connection );
		if ( ! empty( $connection['key_id'] ) ) {
			self::delete_key( (int) $connection['key_id'] );
		}
		Lasting_Connection::forget();
	}

	/**
	 * A pair of REST keys of the merchant who connects, as WooCommerce's own settings page makes them.
	 *
	 * @return array With id and keys.
	 */
	private static function make_key() {
		global $wpdb;
		$consumer_key    = 'ck_' . wc_rand_hash();
		$consumer_secret = 'cs_' . wc_rand_hash();
		$wpdb->insert( // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce has no function for it.
			$wpdb->prefix . 'woocommerce_api_keys',
			array(
				'user_id'         => get_current_user_id(),
				'description'     => 'Lasting',
				'permissions'     => 'read_write',
				'consumer_key'    => wc_api_hash( $consumer_key ),
				'consumer_secret' => $consumer_secret,
				'truncated_key'   => substr( $consumer_key, -7 ),
			),
			array( '%d', '%s', '%s', '%s', '%s', '%s' )
		);
		return array(
			'id'   => (int) $wpdb->insert_id,
			'keys' => array(
				'consumerKey'    => $consumer_key,
				'consumerSecret' => $consumer_secret,
			),
		);
	}

	/**
	 * The pair that this merchant approved last on the shop's own page, which names it so. It is taken back with the connection, as one made here.
	 *
	 * @return int Its id; 0: there is none.
	 */
	private static function approved_key() {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT key_id FROM {$wpdb->prefix}woocommerce_api_keys WHERE user_id = %d AND description LIKE %s ORDER BY key_id DESC LIMIT 1", get_current_user_id(), $wpdb->esc_like( 'Lasting - API (' ) . '%' ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce has no function for it.
	}

	/**
	 * Takes a pair back.
	 *
	 * @param int $id Of the pair.
	 */
	private static function delete_key( $id ) {
		global $wpdb;
		$wpdb->delete( $wpdb->prefix . 'woocommerce_api_keys', array( 'key_id' => $id ), array( '%d' ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- as above.
	}
}
