<?php
/**
 * The line to the server. Every call is short: nobody's page waits for it longer than two seconds.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * Calls to the server.
 */
class Lasting_Server {
	const SECONDS = 10;

	/**
	 * Asks to be connected.
	 *
	 * @param array      $line Of {@see lasting_read_line()}.
	 * @param array|null $keys Consumer key and secret; null: the merchant approved some on the shop's own page.
	 * @return array|WP_Error What was agreed, or why nothing was.
	 */
	public static function connect( array $line, $keys ) {
		$body   = array(
			'code' => $line['code'],
			'url'  => Lasting_Connection::home(),
			'keys' => $keys,
		);
		$answer = wp_remote_post(
			$line['url'] . '/woocommerce/connect',
			array(
				'timeout'     => self::SECONDS,
				'redirection' => 0,
				'headers'     => array( 'Content-Type' => 'application/json' ),
				'body'        => wp_json_encode( $body ),
			)
		);
		if ( is_wp_error( $answer ) ) {
			return new WP_Error( 'server-silent', $answer->get_error_message() );
		}
		$said = json_decode( wp_remote_retrieve_body( $answer ), true );
		if ( is_array( $said ) && isset( $said['connected'] ) && true === $said['connected'] ) {
			return $said;
		}
		$reason = is_array( $said ) && isset( $said['reason'] ) ? sanitize_key( $said['reason'] ) : 'server-silent';
		return new WP_Error( $reason, 'HTTP ' . wp_remote_retrieve_response_code( $answer ) );
	}

	/**
	 * Says that an order changed.
	 *
	 * @param array $connection The connection.
	 * @param array $note       order and n.
	 * @return true|WP_Error True once the server keeps it.
	 */
	public static function note( array $connection, array $note ) {
		$body   = (string) wp_json_encode( $note );
		$answer = wp_remote_post(
			$connection['notes_url'],
			array(
				'timeout'     => self::SECONDS,
				'redirection' => 0,
				'headers'     => lasting_note_headers( $connection['secret'], $body, time() ),
				'body'        => $body,
			)
		);
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		$code = wp_remote_retrieve_response_code( $answer );
		return 200 === $code ? true : new WP_Error( 'lasting_note', 'HTTP ' . $code );
	}

	/**
	 * How the merchant wants launcher and panel to look, as every visitor may know. Never asked while somebody waits for a page of the shop.
	 *
	 * @param array $connection The connection.
	 * @return array|null Null: no answer.
	 */
	public static function look( array $connection ) {
		$answer = wp_remote_get(
			$connection['server'] . '/ext/look',
			array(
				'timeout'     => 5,
				'redirection' => 0,
				'headers'     => array( 'Authorization' => 'Bearer ' . lasting_token( $connection, 'shopper', array( 'sub' => 'visitor' ), time() ) ),
			)
		);
		$look   = 200 === wp_remote_retrieve_response_code( $answer ) ? json_decode( wp_remote_retrieve_body( $answer ), true ) : null;
		return is_array( $look ) ? $look : null;
	}

	/**
	 * Asks the server something that only this shop may ask. Nobody's page waits for it longer than two seconds.
	 *
	 * @param array  $connection The connection.
	 * @param string $path       quote, reserve, release or goodbye.
	 * @param array  $question   What is asked.
	 * @param int    $seconds    How long to wait.
	 * @return array|WP_Error The answer; WP_Error with code server-silent, or with the server's own reason.
	 */
	public static function call( array $connection, $path, array $question, $seconds = 2 ) {
		$body   = (string) wp_json_encode( (object) $question );
		$answer = wp_remote_post(
			$connection['server'] . '/woocommerce/' . rawurlencode( $connection['store_id'] ) . '/calls/' . $path,
			array(
				'timeout'     => $seconds,
				'redirection' => 0,
				'headers'     => lasting_call_headers( $connection['secret'], $path, $body, time() ),
				'body'        => $body,
			)
		);
		if ( is_wp_error( $answer ) ) {
			return new WP_Error( 'server-silent', $answer->get_error_message() );
		}
		$said = json_decode( wp_remote_retrieve_body( $answer ), true );
		if ( 200 === wp_remote_retrieve_response_code( $answer ) && is_array( $said ) ) {
			return $said;
		}
		$reason = is_array( $said ) && isset( $said['error']['code'] ) ? sanitize_key( $said['error']['code'] ) : 'server-silent';
		return new WP_Error( $reason, 'HTTP ' . wp_remote_retrieve_response_code( $answer ), is_array( $said ) && isset( $said['error'] ) ? $said['error'] : null );
	}
}
