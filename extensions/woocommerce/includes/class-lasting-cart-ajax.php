<?php
/**
 * Choosing and dropping from scripts: of the classic cart and checkout, and of the panel. The block cart and checkout do it by WooCommerce's own Store API.
 *
 * @package Lasting
 */

defined( 'ABSPATH' ) || exit;

/**
 * POST /?wc-ajax=lasting_choose and lasting_drop.
 */
class Lasting_Cart_Ajax {
	const BODY_MAX = 2048;

	/**
	 * Hooks.
	 */
	public function listen() {
		add_action( 'wc_ajax_lasting_choose', array( $this, 'choose' ) );
		add_action( 'wc_ajax_lasting_drop', array( $this, 'drop' ) );
	}

	/**
	 * Body {"rewardId": "...", "steps": 1}. Answers {"ok", "words", "choice"}. It needs no nonce: see body().
	 */
	public function choose() {
		$asked = $this->body();
		$done  = isset( $asked['rewardId'] ) && is_string( $asked['rewardId'] )
			? Lasting_Choice::choose( substr( sanitize_text_field( $asked['rewardId'] ), 0, 100 ), isset( $asked['steps'] ) ? max( 1, absint( $asked['steps'] ) ) : 1 )
			: Lasting_Words::refusal( new WP_Error( 'reward-unavailable' ) );
		$this->answer( is_wp_error( $done ) ? $done->get_error_message() : '' );
	}

	/**
	 * Body {}. It needs no nonce: see body().
	 */
	public function drop() {
		$this->body();
		if ( null !== WC()->session ) {
			Lasting_Choice::drop();
		}
		$this->answer( '' );
	}

	/**
	 * The body of a request that a script of this shop made. There is no nonce, which a cached page would have had to keep: another site's page cannot send such
	 * a request.
	 *
	 * @return array
	 */
	private function body() {
		Lasting_Own_Page::require_it();
		$sent = WP_REST_Server::get_raw_data();
		$read = strlen( $sent ) > self::BODY_MAX ? null : json_decode( $sent, true );
		return is_array( $read ) ? $read : array();
	}

	/**
	 * Says how it stands.
	 *
	 * @param string $words Why nothing was done; empty: it was.
	 */
	private function answer( $words ) {
		wp_send_json(
			array(
				'ok'     => '' === $words,
				'words'  => $words,
				'choice' => Lasting_Cart_View::choice(),
			)
		);
	}
}
