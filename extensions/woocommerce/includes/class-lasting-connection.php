<?php
/**
 * What this shop and its server agreed on: kept in one option that is never loaded with a page unless somebody asks.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * The connection to the server.
 */
class Lasting_Connection {
	const OPTION = 'lasting_connection';

	/**
	 * As it stands.
	 *
	 * @return array|null With server, store_id, url, secret, webhook_secret, delivery_url, notes_url, key_id; null: not connected.
	 */
	public static function get() {
		$kept = get_option( self::OPTION, null );
		return is_array( $kept ) && isset( $kept['secret'], $kept['store_id'] ) ? $kept : null;
	}

	/**
	 * Keeps what was agreed. The secret never reaches a browser.
	 *
	 * @param array $connection As {@see get()} gives it.
	 */
	public static function keep( array $connection ) {
		update_option( self::OPTION, $connection, false );
	}

	/**
	 * Forgets it.
	 */
	public static function forget() {
		delete_option( self::OPTION );
	}

	/**
	 * The address of this shop as the server knows it.
	 *
	 * @return string Without a slash at its end.
	 */
	public static function home() {
		return untrailingslashit( home_url() );
	}
}
